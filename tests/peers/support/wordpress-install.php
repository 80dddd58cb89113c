<?php
// Does what the installer's form does; run by php from the folder of the site.
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'STARLING_URL' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'STARLING_URL' ), PHP_URL_PORT );
define( 'WP_INSTALLING', true );
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Starling', 'admin', 'admin@example.org', true, '', 'password' );
// Comments are published at once unless a test says otherwise.
update_option( 'comment_previously_approved', '' );
update_option( 'comment_max_links', 0 );
update_option( 'timezone_string', 'Asia/Kathmandu' );
update_option( 'permalink_structure', '/%postname%/' );
