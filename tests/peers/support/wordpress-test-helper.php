<?php
/**
 * Plugin Name: What the tests do to a WordPress that no visitor may
 * Description: Only ever installed into the WordPress that a test starts.
 */

add_filter( 'pre_wp_mail', '__return_true' );

// What a site adds that has no more of Starling than the one line of its documentation.
if ( get_option( 'starling_test_guests' ) ) {
	add_filter( 'rest_allow_anonymous_comments', '__return_true' );
}

// What a proxy that passes only common headers does.
if ( get_option( 'starling_test_no_headers' ) ) {
	add_filter(
		'rest_pre_serve_request',
		function ( $served ) {
			header_remove( 'X-WP-Total' );
			header_remove( 'X-Starling-Thread' );
			return $served;
		}
	);
}

// The suite writes faster, and the same more often, than WordPress lets one address do.
if ( ! get_option( 'starling_test_strict' ) ) {
	add_filter( 'duplicate_comment_id', '__return_false' );
	add_filter( 'comment_flood_filter', '__return_false', 99 );
	add_filter( 'wp_is_comment_flood', '__return_false', 99 );
}

add_action(
	'rest_api_init',
	function () {
		$route = function ( string $path, callable $callback ) {
			register_rest_route(
				'starling-test/v1',
				$path,
				array( 'methods' => 'POST', 'callback' => $callback, 'permission_callback' => '__return_true' )
			);
		};
		$route(
			'/post',
			fn( WP_REST_Request $request ) => wp_insert_post(
				array_merge( array( 'post_title' => 'Article', 'post_content' => 'Text', 'post_status' => 'publish' ), $request->get_json_params() ?: array() )
			)
		);
		$route(
			'/option',
			function ( WP_REST_Request $request ) {
				foreach ( $request->get_json_params() as $name => $value ) {
					update_option( $name, $value );
				}
				return true;
			}
		);
		$route( '/approve', fn( WP_REST_Request $request ) => wp_set_comment_status( $request['id'], 'approve' ) );
		$route( '/delete', fn( WP_REST_Request $request ) => wp_delete_comment( $request['id'], true ) );
		$route(
			'/sign-in',
			function () {
				$expires = time() + DAY_IN_SECONDS;
				$token   = WP_Session_Tokens::get_instance( 1 )->create( $expires );
				$cookie  = wp_generate_auth_cookie( 1, $expires, 'logged_in', $token );
				// A nonce hangs on the session, which the cookie carries.
				$_COOKIE[ LOGGED_IN_COOKIE ] = $cookie;
				wp_set_current_user( 1 );
				return array( 'cookie' => LOGGED_IN_COOKIE . '=' . rawurlencode( $cookie ), 'nonce' => wp_create_nonce( 'wp_rest' ) );
			}
		);
	}
);
