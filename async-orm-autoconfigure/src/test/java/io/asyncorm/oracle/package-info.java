/**
 * The cases that were recorded from the Django ORM, and what runs them: models of their
 * schema, and a mapping of Django's methods onto the public API.
 */
@NullMarked
package io.asyncorm.oracle;

import org.jspecify.annotations.NullMarked;
