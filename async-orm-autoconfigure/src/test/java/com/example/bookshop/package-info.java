/**
 * An application with lookups and functions of its own, which knows async-orm from
 * outside.
 */
@NullMarked
package com.example.bookshop;

import org.jspecify.annotations.NullMarked;
