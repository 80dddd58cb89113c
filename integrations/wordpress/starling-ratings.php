<?php
/**
 * Plugin Name: Starling ratings
 * Description: Star ratings with comments, and comments by guests, over the REST API: what the Starling widget needs.
 * Version: 1.0.0
 * Requires at least: 5.8
 * Requires PHP: 7.4
 * License: MIT
 *
 * Stars live in the comment meta `starling_rating` and in the REST field of that name: 1 to 5, on top-level comments.
 */

namespace Starling\Ratings;

use WP_Comment;
use WP_Error;
use WP_HTTP_Response;
use WP_Post;
use WP_REST_Request;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

const FIELD  = 'starling_rating';
const HEADER = 'X-Starling-Thread';

// Guests may comment over REST as they may by WordPress's own form; "Users must be registered" still holds.
add_filter( 'rest_allow_anonymous_comments', '__return_true' );

add_action( 'rest_api_init', __NAMESPACE__ . '\register' );
add_filter( 'rest_preprocess_comment', __NAMESPACE__ . '\refuse_on_replies', 10, 2 );
add_filter( 'rest_comment_collection_params', __NAMESPACE__ . '\add_filter_param' );
add_filter( 'rest_comment_query', __NAMESPACE__ . '\filter_by_stars', 10, 2 );
add_filter( 'rest_post_dispatch', __NAMESPACE__ . '\add_thread_header', 10, 3 );
add_filter( 'rest_exposed_cors_headers', __NAMESPACE__ . '\expose_thread_header' );
add_filter( 'manage_edit-comments_columns', __NAMESPACE__ . '\add_column' );
add_action( 'manage_comments_custom_column', __NAMESPACE__ . '\show_column', 10, 2 );

function register(): void {
	register_rest_field(
		'comment',
		FIELD,
		array(
			'get_callback'    => fn( array $comment ) => rating_of( (int) $comment['id'] ),
			'update_callback' => __NAMESPACE__ . '\save',
			'schema'          => array(
				'description' => 'Stars of a top-level comment.',
				'type'        => array( 'integer', 'null' ),
				'minimum'     => 1,
				'maximum'     => 5,
				'context'     => array( 'view', 'edit', 'embed' ),
			),
		)
	);

	register_rest_route(
		'starling/v1',
		'/summary',
		array(
			'methods'             => WP_REST_Server::READABLE,
			'args'                => array(
				'post' => array( 'type' => 'integer', 'required' => true, 'minimum' => 1 ),
			),
			'permission_callback' => fn( WP_REST_Request $request ) => is_public( (int) $request['post'] )
				? true
				: new WP_Error( 'rest_post_invalid_id', 'There is no such public post.', array( 'status' => 404 ) ),
			'callback'            => fn( WP_REST_Request $request ) => summary( (int) $request['post'] ),
		)
	);
}

/** Whether everybody may read a post and its comments. */
function is_public( int $post_id ): bool {
	$post = get_post( $post_id );
	return $post instanceof WP_Post && is_post_publicly_viewable( $post ) && '' === $post->post_password;
}

function rating_of( int $comment_id ): ?int {
	$rating = (int) get_comment_meta( $comment_id, FIELD, true );
	return $rating >= 1 && $rating <= 5 ? $rating : null;
}

/** REST has checked range and permissions by now: of everybody on create, of moderators on update. */
function save( ?int $rating, WP_Comment $comment ): void {
	if ( null === $rating ) {
		delete_comment_meta( (int) $comment->comment_ID, FIELD );
	} else {
		update_comment_meta( (int) $comment->comment_ID, FIELD, $rating );
	}
	// What is cached by summary() hangs on it, and the meta alone does not change it.
	wp_cache_set( 'last_changed', microtime(), 'comment' );
}

/**
 * Before anything is stored: a rating that can't be must not leave a comment without one.
 *
 * @param array|WP_Error $comment
 * @return array|WP_Error
 */
function refuse_on_replies( $comment, WP_REST_Request $request ) {
	if ( is_wp_error( $comment ) || ! isset( $request[ FIELD ] ) ) {
		return $comment;
	}
	$known  = isset( $request['id'] ) ? get_comment( (int) $request['id'] ) : null;
	$parent = $request['parent'] ?? ( $known ? $known->comment_parent : 0 );
	return (int) $parent > 0
		? new WP_Error( 'starling_rating_on_reply', 'A reply carries no rating.', array( 'status' => 400 ) )
		: $comment;
}

function add_filter_param( array $params ): array {
	$params[ FIELD ] = array(
		'description' => 'Only comments with this many stars.',
		'type'        => 'integer',
		'minimum'     => 1,
		'maximum'     => 5,
	);
	return $params;
}

function filter_by_stars( array $query, WP_REST_Request $request ): array {
	if ( isset( $request[ FIELD ] ) ) {
		$query['meta_query'] = array( array( 'key' => FIELD, 'value' => (int) $request[ FIELD ] ) );
	}
	return $query;
}

/** What the widget needs beside the top-level comments of a post, without a request of its own. */
function add_thread_header( WP_HTTP_Response $response, WP_REST_Server $server, WP_REST_Request $request ): WP_HTTP_Response {
	$posts = (array) $request['post'];
	if (
		'GET' !== $request->get_method() || '/wp/v2/comments' !== $request->get_route() || 200 !== $response->get_status()
		|| array( 0 ) !== array_map( 'intval', (array) $request['parent'] ) || 1 !== count( $posts )
		|| ! is_public( (int) $posts[0] )
	) {
		return $response;
	}
	$post_id = (int) $posts[0];
	$thread  = array(
		'closed'       => ! comments_open( $post_id ),
		'nameAndEmail' => (bool) get_option( 'require_name_email' ),
		'total'        => (int) get_comments(
			array( 'post_id' => $post_id, 'status' => 'approve', 'type' => 'comment', 'count' => true )
		),
		'summary'      => summary( $post_id ),
	);
	$response->header( HEADER, wp_json_encode( $thread ) );
	return $response;
}

function expose_thread_header( array $headers ): array {
	$headers[] = HEADER;
	return $headers;
}

/** Mean, number and distribution of the stars of a post's approved top-level comments. */
function summary( int $post_id ): array {
	global $wpdb;
	$key    = 'starling_summary:' . $post_id . ':' . wp_cache_get_last_changed( 'comment' );
	$cached = wp_cache_get( $key, 'comment' );
	if ( is_array( $cached ) ) {
		return $cached;
	}
	$rows = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT m.meta_value AS stars, COUNT(*) AS number
			FROM $wpdb->comments c JOIN $wpdb->commentmeta m ON m.comment_id = c.comment_ID
			WHERE c.comment_post_ID = %d AND c.comment_approved = '1' AND c.comment_parent = 0
				AND c.comment_type IN ('', 'comment') AND m.meta_key = %s
			GROUP BY m.meta_value",
			$post_id,
			FIELD
		)
	);
	$distribution = array( 1 => 0, 2 => 0, 3 => 0, 4 => 0, 5 => 0 );
	foreach ( $rows as $row ) {
		if ( isset( $distribution[ (int) $row->stars ] ) ) {
			$distribution[ (int) $row->stars ] += (int) $row->number;
		}
	}
	$count = array_sum( $distribution );
	$sum   = 0;
	foreach ( $distribution as $stars => $number ) {
		$sum += $stars * $number;
	}
	$summary = array(
		'average'      => $count ? $sum / $count : null,
		'count'        => $count,
		// As an object, also in JSON.
		'distribution' => (object) $distribution,
	);
	wp_cache_set( $key, $summary, 'comment', DAY_IN_SECONDS );
	return $summary;
}

function add_column( array $columns ): array {
	$columns[ FIELD ] = 'Rating';
	return $columns;
}

function show_column( string $column, $comment_id ): void {
	if ( FIELD === $column ) {
		$rating = rating_of( (int) $comment_id );
		echo esc_html( $rating ? $rating . ' / 5' : '–' );
	}
}
